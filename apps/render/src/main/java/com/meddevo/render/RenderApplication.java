package com.meddevo.render;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service. Everything it can be told is in application.yaml and comes from the environment. */
@SpringBootApplication(proxyBeanMethods = false)
public class RenderApplication {
    static void main(String[] arguments) { SpringApplication.run(RenderApplication.class, arguments); }
}
