package com.meddevo.service.info;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.info.ProjectInfoAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Adds {@code GET <service.path>/info} to a service that sets {@code service.path}. */
@AutoConfiguration(after = ProjectInfoAutoConfiguration.class)
@ConditionalOnProperty("service.path")
@Import(InfoController.class)
public class InfoAutoConfiguration {}
