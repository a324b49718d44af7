package com.meddevo.techdoc.database;

import com.mongodb.MongoClientSettings;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;

@Configuration(proxyBeanMethods = false)
class DatabaseSettings {
    /** A request waits 2 s for a database that is away, not the driver's 30 s: its caller would be gone by then. */
    @Bean
    MongoClientSettingsBuilderCustomizer shortTimeouts() {
        return (MongoClientSettings.Builder settings) -> settings
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(2, TimeUnit.SECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(2, TimeUnit.SECONDS).readTimeout(20, TimeUnit.SECONDS));
    }

    /** Days are stored as midnight UTC; Spring's own conversion would take the machine's time zone and could move a day. */
    @Bean
    MongoCustomConversions conversions() {
        return MongoCustomConversions.create(MongoCustomConversions.MongoConverterConfigurationAdapter::useNativeDriverJavaTimeCodecs);
    }
}
