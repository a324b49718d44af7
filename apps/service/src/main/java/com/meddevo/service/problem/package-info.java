/** Errors as RFC 9457 problem details, each with a stable {@code code} that a program can rely on. */
package com.meddevo.service.problem;
