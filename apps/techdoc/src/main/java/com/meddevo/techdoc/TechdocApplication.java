package com.meddevo.techdoc;

import com.meddevo.techdoc.tenant.Tenant;
import java.security.Security;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Starts the service. Everything it can be told is in application.yaml and comes from the environment. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(Tenant.class)
public class TechdocApplication {
    static void main(String[] arguments) {
        // Discovery moves names to other addresses while we run; Java would remember the old ones for 30 s.
        Security.setProperty("networkaddress.cache.ttl", "5");
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
        SpringApplication.run(TechdocApplication.class, arguments);
    }

    /** Times are kept to the millisecond, as MongoDB keeps them: what is answered now is what is read later. */
    @Bean
    Clock clock() { return Clock.tick(Clock.systemUTC(), Duration.ofMillis(1)); }
}
