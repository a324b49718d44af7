/**
 * A POST that is sent twice is done once: the answer to a request with an {@code Idempotency-Key} is kept for a day and given again
 * (after the IETF draft "The Idempotency-Key HTTP Header Field").
 */
package com.meddevo.techdoc.idempotency;
