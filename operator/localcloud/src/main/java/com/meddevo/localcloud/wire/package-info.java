/**
 * The account over HTTP, on one loopback port for all services, with the protocols the services themselves speak: AWS JSON 1.1, and the
 * query protocol with its XML answers. The service of a request is read from the credential scope of its signature; signatures are not
 * checked.
 */
package com.meddevo.localcloud.wire;
