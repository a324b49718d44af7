package com.meddevo.techdoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meddevo.techdoc.Api.Answer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class GracefulStopTest {
    @Test
    void a_request_that_is_being_worked_on_is_answered_before_the_service_ends() throws Exception {
        ConfigurableApplicationContext service = new SpringApplicationBuilder(TechdocApplication.class).initializers(new LocalPeers())
                .run("--server.port=0");
        Api api = new Api(service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        ApplicationAvailability availability = service.getBean(ApplicationAvailability.class);
        FakeRender render = service.getBean(FakeRender.class);
        Answer document = api.document("en", null, "text");
        CountDownLatch released = render.holdNext();
        // Not on the common pool: the service's HTTP client ends its calls there.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> answer = threads.submit(() -> api.get("/api/techdoc/documents/" + document.id() + "/render"));
            await().until(() -> render.orders() == 1);

            Future<?> stop = threads.submit(service::close);
            await().until(() -> availability.getReadinessState() == ReadinessState.REFUSING_TRAFFIC);
            released.countDown();

            assertThat(answer.get().status()).isEqualTo(200);
            stop.get();
        }
        assertThat(service.isActive()).isFalse();
    }
}
