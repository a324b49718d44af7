/**
 * Files as people write them: YAML with several documents, read with the line of every field, and checked as an API server and then the engine
 * would, with no cluster.
 */
package com.meddevo.api.manifest;
