package com.meddevo.localkube.type;

/** A built-in kind that its schema describes wholly. */
record PlainRules() implements KindRules {
}
