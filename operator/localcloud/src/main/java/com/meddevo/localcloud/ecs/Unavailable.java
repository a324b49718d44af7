package com.meddevo.localcloud.ecs;

/** Something that a task needs and cannot have; the message is the reason that ECS gives for the task's end. */
final class Unavailable extends Exception {
    private static final long serialVersionUID = 1;

    Unavailable(String reason) { super(reason); }
}
