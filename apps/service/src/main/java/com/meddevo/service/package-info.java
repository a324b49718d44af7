/**
 * The contract that every documentation service keeps, whatever it is about: problem details with stable codes, a limit on requests,
 * preconditions by entity tag, an info resource, and the settings in {@code service.yaml}.
 *
 * <p>Nothing of a domain belongs here.
 */
package com.meddevo.service;
