/** Telling clients what is served: groups, kinds, verbs and schemas. */
package com.meddevo.localkube.discovery;
