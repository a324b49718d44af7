/**
 * One HTTP attempt to AWS: what it may cost, that it is counted, and what its failure means. Nothing else in this module waits for a rate or reads an
 * error code.
 */
package com.meddevo.aws.call;
