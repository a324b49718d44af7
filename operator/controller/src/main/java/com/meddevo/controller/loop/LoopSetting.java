package com.meddevo.controller.loop;

import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * What a loop runs with.
 *
 * @param executor runs readings and applies, which block; a virtual thread each
 */
public record LoopSetting(Timing timing, InstantSource clock, Executor executor, LoopListener listener) {
}
