package com.meddevo.service.info;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class InfoController {
    private final Info info;

    InfoController(@Value("${spring.application.name}") String service, @Value("${HOST:${HOSTNAME:unknown}}") String host,
            ObjectProvider<BuildProperties> build, ObjectProvider<GitProperties> git) {
        BuildProperties built = build.getIfAvailable();
        GitProperties commit = git.getIfAvailable();
        this.info = new Info(service, built == null ? "unknown" : built.getVersion(),
                commit == null ? "unknown" : commit.getShortCommitId(), host);
    }

    @GetMapping("${service.path}/info")
    Info info() { return info; }

    /**
     * @param service its name
     * @param version of the build; {@code unknown} outside a packaged build
     * @param commit abbreviated Git commit; {@code unknown} if it was built outside a repository
     * @param host of the task that answers, so that anyone can tell the tasks apart: its address locally, its host name on Fargate
     */
    record Info(String service, String version, String commit, String host) {
    }
}
