package com.meddevo.render.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.meddevo.service.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class PressTest {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    @Test
    void when_every_processor_renders_another_document_is_refused_and_told_when_to_come_back() throws InterruptedException {
        Press press = new Press(Duration.ZERO);
        CountDownLatch started = new CountDownLatch(PROCESSORS);
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService layouts = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < PROCESSORS; i++) {
                layouts.submit(() -> press.run(() -> holdUntil(end, started)));
            }
            started.await();

            ProblemException problem = catchThrowableOfType(ProblemException.class, () -> press.run(() -> "late"));
            end.countDown();

            assertThat(problem.getStatusCode().value()).isEqualTo(503);
            assertThat(problem.getBody().getProperties()).containsEntry("code", "render-busy");
            assertThat(problem.getHeaders().getFirst("Retry-After")).isEqualTo("5");
        }
        assertThat(press.run(() -> "then")).isEqualTo("then");
    }

    @Test
    void a_layout_that_fails_gives_its_processor_back() {
        Press press = new Press(Duration.ZERO);
        for (int i = 0; i < PROCESSORS; i++) {
            catchThrowableOfType(IllegalStateException.class, () -> press.run(() -> {
                throw new IllegalStateException("broken");
            }));
        }

        assertThat(press.run(() -> "next")).isEqualTo("next");
    }

    private static String holdUntil(CountDownLatch end, CountDownLatch started) {
        started.countDown();
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return "done";
    }
}
