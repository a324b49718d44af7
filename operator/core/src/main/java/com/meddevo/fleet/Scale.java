package com.meddevo.fleet;

/** How many tasks of an app run. */
public sealed interface Scale {
    /** The least number of tasks that are wanted; 0 or more. */
    int least();

    /** @param replicas tasks to run, 0 or more */
    record Fixed(int replicas) implements Scale {
        @Override
        public int least() { return replicas; }
    }

    /** AWS chooses the number within bounds. */
    record Between(int min, int max) implements Scale {
        @Override
        public int least() { return min; }
    }
}
