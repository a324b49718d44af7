package com.meddevo.localcloud.ecs;

import java.util.HashMap;
import java.util.Map;

/**
 * What the Lambda functions answer that deployments ask before they go on. There is no Lambda here: a function says yes until it is told to say something
 * else. Used inside the account's lock only.
 */
public final class LifecycleHooks {

    /** A hook's {@code hookStatus}. */
    public enum Answer {
        /** Go on. */
        SUCCEEDED,
        /** Ask again in half a minute. */
        IN_PROGRESS,
        /** Roll back. */
        FAILED
    }

    private final Map<String, Answer> answers = new HashMap<>();

    /** From now on a function answers this. */
    public void answer(String functionArn, Answer answer) { answers.put(functionArn, answer); }

    Answer ask(String functionArn) { return answers.getOrDefault(functionArn, Answer.SUCCEEDED); }
}
