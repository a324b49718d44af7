/**
 * What is wanted: the apps of one environment and the foundations that they share. Built by the parser from Kubernetes resources or files;
 * validated before it comes here, so that everything in these records can be planned.
 */
package com.meddevo.fleet;
