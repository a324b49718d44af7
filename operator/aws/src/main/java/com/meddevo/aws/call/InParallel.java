package com.meddevo.aws.call;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Calls that AWS has no batch for, side by side on virtual threads; the budget alone decides how fast. */
public final class InParallel {
    private InParallel() {}

    /**
     * Applies the call to each.
     *
     * @return the answers in the order of the questions
     * @throws RuntimeException the first failure, after every call has ended
     */
    public static <T, R> List<R> map(Collection<T> questions, Function<T, R> call) {
        if (questions.isEmpty()) return List.of();
        if (questions.size() == 1) return List.of(call.apply(questions.iterator().next()));
        var spending = Spending.current();
        var running = new ArrayList<Future<R>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            questions.forEach(question -> running.add(threads.submit(() -> spending.during(() -> call.apply(question)))));
        }
        return running.stream().map(InParallel::answer).toList();
    }

    private static <R> R answer(Future<R> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while calls were under way", e);
        }
    }
}
