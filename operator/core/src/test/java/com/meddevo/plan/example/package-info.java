/**
 * A small cloud for the engine's tests: six kinds that refer to each other as AWS's do, and a world in memory that refuses what AWS refuses.
 * They use the engine's public types alone, as the real kinds do.
 */
package com.meddevo.plan.example;
