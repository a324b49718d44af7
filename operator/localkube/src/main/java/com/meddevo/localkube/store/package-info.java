/**
 * All objects of the API, in memory and in one file: every write gets the next resource version, is appended to the file before it is seen,
 * and stays in a bounded history that watches and consistent lists read.
 */
package com.meddevo.localkube.store;
