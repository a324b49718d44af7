package com.meddevo.aws.call;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
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

    /**
     * Applies the call to each, and goes on where one fails.
     *
     * @param failed is told, on the calling thread, of each question that got no answer
     * @return the answers that came, by question
     */
    public static <T, R> Map<T, R> each(Collection<T> questions, Function<T, R> call, BiConsumer<T, RuntimeException> failed) {
        var calls = map(questions, question -> {
            try {
                return new Called<>(question, call.apply(question), null);
            } catch (RuntimeException e) {
                return new Called<T, R>(question, null, e);
            }
        });
        var answers = new LinkedHashMap<T, R>();
        calls.forEach(one -> {
            if (one.failure == null) answers.put(one.question, one.answer);
            else
                failed.accept(one.question, one.failure);
        });
        return answers;
    }

    private record Called<T, R>(T question, R answer, RuntimeException failure) {
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
