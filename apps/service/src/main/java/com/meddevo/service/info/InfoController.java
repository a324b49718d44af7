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

    InfoController(@Value("${spring.application.name}") String service, ObjectProvider<BuildProperties> build,
            ObjectProvider<GitProperties> git) {
        BuildProperties built = build.getIfAvailable();
        GitProperties commit = git.getIfAvailable();
        this.info = new Info(service, built == null ? "unknown" : built.getVersion(),
                commit == null ? "unknown" : commit.getShortCommitId());
    }

    @GetMapping("${service.path}/info")
    Info info() { return info; }

    /**
     * @param service its name
     * @param version of the build; {@code unknown} outside a packaged build
     * @param commit abbreviated Git commit; {@code unknown} if it was built outside a repository
     */
    record Info(String service, String version, String commit) {
    }
}
