package com.meddevo.controller;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The operator's process. */
@SpringBootApplication
public class OperatorApplication {
    /** @param arguments Spring Boot's, e.g. {@code --spring.profiles.active=local --meddevo.kubeconfig=…} */
    public static void main(String[] arguments) {
        SpringApplication.run(OperatorApplication.class, arguments);
    }
}
