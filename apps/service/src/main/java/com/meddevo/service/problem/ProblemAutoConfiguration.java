package com.meddevo.service.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/** Gives a service its problem details and its limit on requests. */
@AutoConfiguration
@Import({ProblemResponses.class, RequestLimit.class})
public class ProblemAutoConfiguration {}
