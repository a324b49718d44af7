package com.meddevo.techdoc;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * What the service talks to: a database in memory and a render service that says what it was asked.
 * With MEDDEVO_TEST_MONGODB_URI (a server, without a database) the same tests run on a real MongoDB.
 */
public final class LocalPeers implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        FakeRender render = FakeRender.start();
        context.getBeanFactory().registerSingleton("fakeRender", render);
        context.getEnvironment().getPropertySources().addFirst(
                new MapPropertySource("peers",
                        Map.of("MONGODB_URI", mongoServer() + "/techdoc-" + UUID.randomUUID(), "PEER_RENDER_URL", render.url())));
    }

    private static String mongoServer() {
        String real = System.getenv("MEDDEVO_TEST_MONGODB_URI");
        return real != null ? real : new MongoServer(new MemoryBackend()).bindAndGetConnectionString();
    }
}
