package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.Environment;
import com.meddevo.localcloud.call.Fault;
import com.meddevo.localcloud.wire.WireServer;
import com.meddevo.registry.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/** An environment that somebody else drives. */
class AwsPullerTest {
    private static final String ROLE = "arn:aws:iam::000000000000:role/operator/meddevo-local";
    private final World world = World.inProcess();

    @AfterEach
    void close() { world.close(); }

    @Test
    void it_answers_what_the_environment_s_own_operator_would() {
        world.wants(world.app("techdoc")).settle();

        try (var puller = puller(new AtomicLong())) {
            assertThat(puller.neededImages()).isEqualTo(world.aws().neededImages()).isInstanceOfSatisfying(Answer.Needs.class,
                    answer -> assertThat(answer.needs()).isNotEmpty());
        }
    }

    @Test
    void it_takes_a_twentieth_of_the_rate_beside_the_nine_tenths_of_whoever_drives_the_environment() {
        var longest = new AtomicLong();
        try (var puller = puller(longest)) {
            for (int i = 0; i < 100; i++)
                puller.neededImages();
        }

        int calls = world.account.calls().calls("ListTasks").size() + world.account.calls().calls("ListClusters").size();
        // published: 20 a second and 100 at once; of each a twentieth
        assertThat(Duration.ofNanos(longest.get()).toSeconds()).isBetween(calls - 8L, calls - 4L);
    }

    @Test
    void its_session_says_what_it_is_for_so_that_the_role_can_deny_the_rest() {
        try (var server = WireServer.start(world.account, 0);
                var puller = AwsPuller.connect(withRole(), Optional.of(server.endpoint()), world.account.timeline().clock())) {
            assertThat(puller.neededImages()).isInstanceOf(Answer.Needs.class);

            assertThat(world.account.calls().calls("AssumeRole")).isNotEmpty()
                    .allSatisfy(call -> assertThat((AssumeRoleRequest) call.request()).satisfies(request -> {
                        assertThat(request.roleArn()).isEqualTo(ROLE);
                        assertThat(request.externalId()).isEqualTo("local-7d1f");
                        assertThat(request.tags()).extracting(Object::toString).containsExactly("Tag(Key=meddevo:environment, Value=local)",
                                "Tag(Key=meddevo:reads, Value=images)");
                        assertThat(request.transitiveTagKeys()).containsExactly("meddevo:environment", "meddevo:reads");
                    }));
        }
    }

    @Test
    void a_role_that_is_refused_and_a_read_that_is_throttled_are_no_answer_and_say_why() {
        try (var server = WireServer.start(world.account, 0);
                var puller = AwsPuller.connect(withRole(), Optional.of(server.endpoint()), world.account.timeline().clock())) {
            world.account.faults().next("AssumeRole", new Fault.Refused("AccessDenied", 403,
                    "User: arn:aws:sts::444444444444:assumed-role/meddevo-operator/pod is not authorized to perform: sts:AssumeRole on resource: "
                            + ROLE));
            assertThat(puller.neededImages()).isInstanceOfSatisfying(Answer.Unread.class,
                    unread -> assertThat(unread.because()).contains("sts:AssumeRole").contains(ROLE));

            world.account.faults().next("ListTaskDefinitions", new Fault.Refused("ThrottlingException", 400, "Rate exceeded"));
            assertThat(puller.neededImages()).isInstanceOfSatisfying(Answer.Unread.class,
                    unread -> assertThat(unread.because()).contains("ThrottlingException").contains("request rate is used up"));

            assertThat(puller.neededImages()).isInstanceOf(Answer.Needs.class);
        }
    }

    private Environment withRole() {
        var account = new Environment.Account(world.environment.account().id(), world.environment.account().region(), Optional.of(ROLE),
                Optional.of("local-7d1f"));
        return world.environment.but().account(account).build();
    }

    /** @param longest the longest wait for the rate, in nanoseconds; the clock stands still, so that is the whole time */
    private AwsPuller puller(AtomicLong longest) {
        return new AwsPuller(world.environment, World.clients(world.account), world.account.timeline().clock(),
                nanos -> longest.accumulateAndGet(nanos, Math::max));
    }
}
