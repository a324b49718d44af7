/**
 * The account over HTTP, on one loopback port for all services, with the protocols the services themselves speak: AWS JSON, the query
 * protocol with its XML answers and EC2's kind of it, REST with bodies of XML (Route 53) and of JSON (EFS). The service of a request is
 * read from the credential scope of its signature; signatures are not checked. Which fields there are, where they stand and what they are
 * called comes from the SDK's own model; no operation has code of its own here.
 */
package com.meddevo.localcloud.wire;
