/// The code in the page of a draw: computes the draw again from what the page holds, without a network.
///
/// It is a whole second implementation, SHA-256 included, because browsers offer theirs to pages from a
/// server only.
package enum DrawScript {
  /// The SHA-256 of ``text`` in base 64, for the page's content security policy. A test computes it again.
  package static let hash = "JfGcR/JvNSmcPCQag0QPTvQWiqwJg5ZRQ9DXouCGAHE="

  /// The content of the `<script>` element.
  package static let text: StaticString = """
    'use strict';
    function sha256(bytes){
      const K=[],H=[];let n=2;
      const frac=x=>((x-Math.floor(x))*4294967296)>>>0;
      while(K.length<64){let p=true;for(let d=2;d*d<=n;d++)if(n%d===0){p=false;break}
        if(p){if(H.length<8)H.push(frac(Math.sqrt(n)));K.push(frac(Math.cbrt(n)))}n++}
      const len=bytes.length,m=new Uint8Array(((len+8>>6)+1)*64);
      m.set(bytes);m[len]=128;
      const v=new DataView(m.buffer);v.setBigUint64(m.length-8,BigInt(len)*8n);
      const r=(x,k)=>x>>>k|x<<32-k,w=new Int32Array(64);
      for(let o=0;o<m.length;o+=64){
        for(let i=0;i<16;i++)w[i]=v.getInt32(o+4*i);
        for(let i=16;i<64;i++){const a=w[i-15],b=w[i-2];
          w[i]=w[i-16]+(r(a,7)^r(a,18)^a>>>3)+w[i-7]+(r(b,17)^r(b,19)^b>>>10)|0}
        let [a,b,c,d,e,f,g,h]=H;
        for(let i=0;i<64;i++){
          const t=h+(r(e,6)^r(e,11)^r(e,25))+(e&f^~e&g)+K[i]+w[i]|0;
          const u=(r(a,2)^r(a,13)^r(a,22))+(a&b^a&c^b&c)|0;
          h=g;g=f;f=e;e=d+t|0;d=c;c=b;b=a;a=t+u|0}
        [a,b,c,d,e,f,g,h].forEach((x,i)=>{H[i]=H[i]+x|0})}
      const out=new Uint8Array(32),z=new DataView(out.buffer);
      H.forEach((x,i)=>z.setInt32(4*i,x));return out}
    const hex=b=>Array.from(b,x=>x.toString(16).padStart(2,'0')).join('');
    const digest=s=>sha256(new TextEncoder().encode(s));
    const lines=a=>a.map(x=>x+'\\n').join('');
    function drawOrder(count,seed){
      let k=0n,box=[];
      const next=()=>{if(!box.length){const m=new Uint8Array(40);m.set(seed);
        new DataView(m.buffer).setBigUint64(32,k++);const h=new DataView(sha256(m).buffer);
        for(let i=0;i<4;i++)box.push(h.getBigUint64(8*i))}return box.shift()};
      const below=n=>{const b=BigInt(n),top=(1n<<64n)/b*b;let x;do{x=next()}while(x>=top);
        return Number(x%b)};
      const a=Array.from({length:count},(_,i)=>i);
      for(let p=count-1;p>0;p--){const j=below(p+1);[a[p],a[j]]=[a[j],a[p]]}
      return a}
    function verifyDraw(t){
      const c=t.commitment;
      const list=hex(digest(lines(c.entries.map(e=>e.id+'\\t'+e.name))));
      const rules=hex(digest(lines(['schema='+c.schema,'title='+c.title,'places='+c.places,
        ...c.sources.map(s=>'source='+s),...c.parties.map(p=>'party='+p.name+'='+p.nonceHash),
        'rules='+c.rules,'previous='+c.previous])));
      const hash=hex(digest(lines([list,rules])));
      for(let i=0;i<c.parties.length;i++)
        if(hex(digest(t.nonces[i]))!==c.parties[i].nonceHash)return 'nonce';
      const seed=digest(lines([c.schema,list,rules,...c.sources.map((s,i)=>s+'='+t.values[i]),
        ...c.parties.map((p,i)=>p.name+'='+t.nonces[i])]));
      const order=drawOrder(c.entries.length,seed).map(i=>c.entries[i].id);
      const out=new Set(t.skips.map(s=>s.id)),taken=order.filter(i=>!out.has(i));
      const whole=hex(digest(lines(['commitment='+hash,...t.values.map(v=>'value='+v),
        ...t.nonces.map(n=>'nonce='+n),'date='+t.date,'conductor='+t.conductor,
        ...t.skips.map(s=>'skip='+s.id+'='+s.reason),'seed='+hex(seed),
        ...order.map(i=>'drawn='+i)])));
      const same=(a,b)=>JSON.stringify(a)===JSON.stringify(b);
      if(hash!==t.commitmentHash)return 'commitmentHash';
      if(hex(seed)!==t.seed)return 'seed';
      if(!same(order,t.order))return 'order';
      if(!same(taken.slice(0,c.places),t.chosen))return 'chosen';
      if(!same(taken.slice(c.places),t.substitutes))return 'substitutes';
      return whole===t.hash?'ok':'hash'}
    if(typeof document!=='undefined'){
      const box=document.getElementById('verdict');
      const t=JSON.parse(document.getElementById('transcript').textContent);
      let said=verifyDraw(t);
      const names=new Map(t.commitment.entries.map(e=>[e.id,e.name]));
      const rows=Array.from(document.querySelectorAll('#drawn tbody tr'),
        r=>Array.from(r.cells).slice(0,3).map(c=>c.textContent).join('\\t'));
      const due=t.order.map((id,i)=>[i+1,id,names.get(id)].join('\\t'));
      if(said==='ok'&&JSON.stringify(rows)!==JSON.stringify(due))said='table';
      const words=new Map(box.dataset.parts.split('|').map(p=>p.split('=')));
      box.textContent=said==='ok'?box.dataset.good:box.dataset.bad+' '+(words.get(said)||said)}
    """
}
