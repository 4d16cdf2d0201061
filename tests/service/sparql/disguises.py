"""Ways to write SERVICE and LOAD, and ways to write names and texts that only look like them."""

from __future__ import annotations

HEAD = "PREFIX : <{url}> PREFIX ex: <{url}> PREFIX service: <{url}> PREFIX load: <{url}> PREFIX bad: <http://x:> "
BODY = "{{?a ?b ?c}}"
CALL = "SERVICE<{url}>" + BODY

# The engine by itself reaches out for each of these: a test proves that.
REACHING = {
    "plain": "SELECT * {{SERVICE <{url}> " + BODY + "}}",
    "lower case": "SELECT * {{service <{url}> " + BODY + "}}",
    "mixed case": "SELECT * {{SeRvIcE <{url}> " + BODY + "}}",
    "silent": "SELECT * {{SERVICE SILENT <{url}> " + BODY + "}}",
    "comments between": "SELECT * {{SERVICE #x\n#y\r <{url}> #z\n" + BODY + "}}",
    "no space before the address": "SELECT * {{SERVICE<{url}>" + BODY + "}}",
    "no space before silent": "SELECT * {{SERVICESILENT<{url}>" + BODY + "}}",
    "no space before a name": HEAD + "SELECT * {{SERVICEex:" + BODY + "}}",
    "no space before silent and a name": HEAD + "SELECT * {{SERVICESILENTex:" + BODY + "}}",
    "no space after silent": HEAD + "SELECT * {{SERVICE SILENTex:" + BODY + "}}",
    "no space before a name without prefix": HEAD + "SELECT * {{SERVICE:" + BODY + "}}",
    "looks like a name": HEAD + "SELECT * {{service:x" + BODY + "}}",
    "looks like a name, after a pattern": HEAD + "SELECT * {{?s ?p ?o . service:x " + BODY + "}}",
    "looks like the end of a name": HEAD + "SELECT * {{?s ?p true.SERVICE:" + BODY + "}}",
    "no space before the keyword": "SELECT * {{?s ?p true" + CALL + "}}",
    "after a number": "SELECT * {{?s ?p 1" + CALL + "}}",
    "after a variable and a full stop": "SELECT * {{?s ?p ?a." + CALL + "}}",
    "after a group": "SELECT * {{OPTIONAL{{?s ?p ?o}}" + CALL + "}}",
    "in a subquery": "SELECT * {{{{SELECT * {{SERVICE <{url}> " + BODY + "}}}}}}",
    "in a filter": "SELECT * {{?s ?p ?o FILTER EXISTS{{" + CALL + "}}}}",
    "in OPTIONAL": "SELECT * {{?s ?p ?o OPTIONAL{{" + CALL + "}}}}",
    "in UNION": "SELECT * {{{{?s ?p ?o}}UNION{{" + CALL + "}}}}",
    "in MINUS": "SELECT * {{?a ?b ?c MINUS{{" + CALL + "}}}}",
    "in ASK": "ASK {{SERVICE <{url}> " + BODY + "}}",
    "in CONSTRUCT": "CONSTRUCT {{?a ?b ?c}} WHERE {{SERVICE <{url}> " + BODY + "}}",
    "in DESCRIBE": "DESCRIBE ?a WHERE {{SERVICE <{url}> " + BODY + "}}",
    "after a comment that a return ends": "SELECT * {{#x\rSERVICE <{url}> " + BODY + "}}",
    "after a comment that holds a null": "SELECT * {{#x\x00\nSERVICE <{url}> " + BODY + "}}",
    "after a long string": "SELECT * {{?s ?p '''a''' " + CALL + "}}",
    "in what looks like an IRI": "SELECT * {{FILTER(1<2)SERVICE#>\n<{url}>" + BODY + "}}",
    "in what looks like an IRI and a string": "SELECT * {{FILTER(1<2#> '''\n)" + CALL + " #'''\n}}",
    "the same, with a name": HEAD + "SELECT * {{FILTER(1<2||1<ex:b#> '''\n)" + CALL + " #'''\n}}",
    "after a comparison with an IRI": "BASE <http://b/> SELECT * {{FILTER(1<2||1<<#b>)" + CALL + "\n}}",
    "behind an escape in a string": 'SELECT * {{?s ?p "a\\u0022 # " . SERVICE <{url}> ' + BODY + "}}",
    "behind a quote in what looks like an IRI": "SELECT * {{FILTER(1<2||?a<'>') " + CALL + " FILTER(?b != 'b')}}",
    "behind brackets in what looks like an IRI": "SELECT * {{FILTER(1<2||1<(?c>?d)&&1<2#> '''\n)" + CALL + " #'''\n}}",
    "after EXISTS and what looks like an IRI": "SELECT * {{FILTER(1<2||EXISTS{{}}<2#> '''\n)" + CALL + " #'''\n}}",
    "after a double and what looks like an IRI": "SELECT * {{FILTER(1<2||1e5<2#> '''\n)" + CALL + " #'''\n}}",
    "after a text with a direction": "SELECT * {{FILTER(1<2||'a'@en--ltr<2#> '''\n)" + CALL + " #'''\n}}",
    "after a triple term": HEAD + "SELECT * {{FILTER(1<2||<<(ex: ex: 1)>><2#> '''\n)" + CALL + " #'''\n}}",
    "after a long string that is none": "SELECT * {{VALUES ?x {{'''# '}} " + CALL + "}}",
    "in a long string that is none": "SELECT * {{VALUES ?x {{'''a'}} " + CALL + " #\\x'''\n}}",
    "the same with other quotes": 'SELECT * {{VALUES ?x {{"""a"}} ' + CALL + ' #\\x"""\n}}',
    "behind a quote in a name": HEAD + "SELECT * {{FILTER(1!=ex:a\u0301\\')" + CALL + " #'\n}}",
    "behind a comment in a name": HEAD + "SELECT * {{FILTER(1!=ex:a\u0301\\#)" + CALL + "\n}}",
    "after a name with dots": HEAD + "SELECT * {{OPTIONAL{{ex:a.b ex:c 1}} {{?s ?p ?c}} UNION {{?s ?p ?c . ex:a ex:b "
    "ex:a.b.SERVICE <{url}> " + BODY + "}} UNION {{" + CALL + "}}}}",
    "in a name that makes no IRI": HEAD + "SELECT * {{{{}} UNION {{?s ?p bad:SERVICE <{url}> " + BODY + "}}}}",
}

# The same for updates.
LOADING = {
    "plain": "LOAD <{url}>",
    "silent": "load silent <{url}> INTO GRAPH <http://g/>",
    "no space before the address": "LOAD<{url}>",
    "no space before silent": "LOADSILENT<{url}>",
    "no space before a name": HEAD + "LOADex:",
    "looks like a name": HEAD + "load:x",
    "after another operation": "INSERT DATA {{}} ; LOAD <{url}>",
    "in WHERE": "INSERT {{?a ?b ?c}} WHERE {{" + CALL + "}}",
    "behind a quote in what looks like an IRI": "INSERT {{<a:s> <a:p> 1}} WHERE {{FILTER(1<2||1<'>')}} ; LOAD <{url}>"
    " ; INSERT DATA {{<a:s> <a:p> 'b'}}",
    "in a long string that is none": "INSERT DATA {{<a:s> <a:p> ('''a')}} ; LOAD <{url}> #\\x'''\n",
    "behind a comment in a name": HEAD + "DELETE WHERE {{?s ?p ex:a\u0301\\#}} ; LOAD <{url}>\n",
}

# Disguises by the grammar's own rules, which this engine happens not to follow.
DISGUISED = [
    "SELECT * {\\u0053ERVICE <http://x/> {?a ?b ?c}}",
    "SELECT * {\\U00000053ervice <http://x/> {?a ?b ?c}}",
    "SELECT * {#\\u000A SERVICE <http://x/> {?a ?b ?c}\n}",
    'SELECT * {?s ?p "a\\u0022 . SERVICE <http://x/> {?a ?b ?c} #"\n}',
    "SELECT * {?s ?p 'unterminated SERVICE <http://x/> {} }",
    "SELECT * {?s ?p '''unterminated SERVICE <http://x/> {} }",
    "SELECT * {?s ?p 'a\nSERVICE <http://x/> {}' }",
    "SELECT * {?s ?p ?o MINUS{SERVICE<http://x/>{?s ?p ?o}}}",
    "SELECT * {GRAPH ?g {SERVICE<http://x/>{?s ?p ?o}}}",
    "SELECT * {VALUES ?v {<http://x/>} SERVICE ?v {?s ?p ?o}}",
    "LOAD <http://x/>",
    "load silent <file:///etc/passwd> INTO GRAPH <http://g/>",
    "INSERT DATA {} ; LOAD <http://x/>",
    "PREFIX ex: <http://x/> LOAD ex:a",
    "\\u004cOAD <http://x/>",
    'INSERT DATA { <a:s> <a:p> "a\\u0022 } ; LOAD <http://x/> # " }',
]

# What asks for nothing, and how many rows it finds in STATEMENTS.
ALLOWED = {
    "SELECT ?service ?load WHERE { ?service ?load $SERVICE }": 6,
    "PREFIX service: <http://x/service#> SELECT * { service:x service:load ?o }": 1,
    "PREFIX ex: <http://x/> SELECT * { ex:service ex:load ex:SERVICE.load }": 1,
    "PREFIX myservice: <http://x/> SELECT * { GRAPH myservice:g { ?s ?p ?o } }": 1,
    "PREFIX service: <http://x/> SELECT * FROM service:g { ?s ?p ?o }": 1,
    "SELECT * { <http://x/service> <http://x/load> <http://x/SERVICE.load> }": 1,
    "SELECT * { ?s ?p 'SERVICE <http://x/> {}' , \"load\" , '''SERVICE\n<x> {}''' , \"\"\"LOAD\"\"\" }": 0,
    "SELECT * { ?s ?p 'a \"service\" of \\\\service' }": 1,
    "SELECT * { # SERVICE <http://x/> {}\n ?s ?p ?o # LOAD\r}": 6,
    "SELECT * { ?s ?p 'a'@service }": 0,
    "SELECT * { _:service ?p _:load }": 6,
    "SELECT * { ?s ?p 'caf\\u00e9 service' }": 1,
    "BASE <http://x/> SELECT * { ?s <service#load> ?o }": 1,
    "SELECT * { ?s ?p ?o FILTER(STRLEN(?o) < 5 && ?o != 'service') }": 2,
}
STATEMENTS = """
INSERT DATA {
  <http://x/service#x> <http://x/service#load> 'load' .
  <http://x/service> <http://x/load> <http://x/SERVICE.load> .
  <http://x/a> <http://x/b> 'a \\"service\\" of \\\\service', 'café service', 'a', 'service' .
  GRAPH <http://x/g> { <http://x/a> <http://x/b> 'a' }
}
"""
