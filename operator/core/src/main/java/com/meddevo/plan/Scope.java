package com.meddevo.plan;

import com.meddevo.fleet.Fleet;
import java.util.Optional;

/**
 * What to read.
 *
 * @param fleet the environment, and the apps whose images are asked for
 * @param app one app alone, for somebody who waits for it; empty for a sweep over all
 * @param slow whether to read anew what a sweep takes from memory because AWS has no batch for it
 */
public record Scope(Fleet fleet, Optional<String> app, boolean slow) {
    public boolean includes(String name) { return app.map(name::equals).orElse(true); }
}
