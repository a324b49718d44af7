package com.meddevo.localkube.type;

/** The rules every custom resource obeys. */
record CustomRules() implements KindRules {
    @Override
    public boolean countsGenerations() { return true; }

    @Override
    public boolean needsResourceVersion() { return true; }
}
