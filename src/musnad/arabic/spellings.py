"""STUB"""
from functools import lru_cache
from musnad.arabic.letters import fold
_T=str.maketrans({"غ":"ج","ك":"ج","ق":"ج","پ":"ب","ڤ":"ف","ا":None,"و":None,"ي":None,"ه":None,"ء":None,"ئ":None,"ؤ":None})
@lru_cache(1<<16)
def spelling_key(word):
    w=fold(word); w=w[2:] if w.startswith("ال") and len(w)>4 else w
    return w[:1].translate(str.maketrans("غكق","ججج"))+w[1:].translate(_T)
def same_word(a,b): return fold(a)==fold(b) or spelling_key(a)==spelling_key(b) and abs(len(a)-len(b))<=1 and len(a)>3
def name_words(name):
    out=[]
    for w in fold(name).split():
        if w in ("بن","ابن","بنت"): continue
        if out and out[-1] in ("عبد","ابو","ال"): out[-1]+=w; continue
        out.append(w)
    return tuple(out)
def same_name(a,b):
    x,y=name_words(a),name_words(b)
    if len(x)>len(y): x,y=y,x
    if len(x)<2: return x==y
    if not(same_word(x[0],y[0]) and same_word(x[-1],y[-1])): return False
    it=iter(y)
    return all(any(same_word(w,v) for v in it) for w in x)
_A={"ب":"b","ت":"t","ث":"t","ج":"g","ح":"h","خ":"k","د":"d","ذ":"d","ر":"r","ز":"z","س":"s","ش":"s","ص":"s","ض":"d","ط":"t","ظ":"z","ع":"","غ":"g","ف":"f","ق":"k","ك":"k","ل":"l","م":"m","ن":"n","ه":"h"}
_L={"p":"b","v":"f","c":"k","j":"g","q":"k","x":"ks"}
def latin_keys(word):
    import unicodedata,re
    w=fold(word); w=w[2:] if w.startswith("ال") and len(w)>4 else w
    if w.isascii() or not re.search("[\u0600-\u06ff]",w):
        w="".join(c for c in unicodedata.normalize("NFKD",w.casefold()) if c.isalpha() and c.isascii())
        w=re.sub("sh|ch","s",w); w=re.sub("[aeiouyw]","",w)
        w="".join(_L.get(c,c) for c in w)
    else: w="".join(_A.get(c,"") for c in w)
    return (re.sub(r"(.)\1+",r"\1",w),) if w else ()
