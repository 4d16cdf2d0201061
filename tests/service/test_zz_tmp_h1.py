from service.search.result import Filters
def test_show(engine):
    r=engine.searcher.search("coaches less experienced colleagues", Filters(kind=("responsibility",)), limit=50)
    print([(h.kind,h.text[:40]) for h in r.hits][:8])
    g=engine.snapshot.graph
    for h in r.hits:
        if 'Coaching account' in h.text or h.text=='Executive coaching': print(h)
    print(list(g.select("SELECT ?s ?p ?o { ?s ?q 'Coaching account owners on their plans' ; ?p ?o }")))
