/**
 * Cloud Map: private DNS namespaces, services, instances, and the operations that change them a little later. After the Cloud Map API
 * reference (version 2017-03-14).
 */
package com.meddevo.localcloud.discovery;
