package com.meddevo.techdoc.database;

import com.meddevo.service.problem.ProblemException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What a caller reads when the database is the reason. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DatabaseProblems {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseProblems.class);

    @ExceptionHandler({DataAccessResourceFailureException.class, TransientDataAccessException.class})
    ResponseEntity<ProblemDetail> away(DataAccessException failure) {
        LOG.error("code=database-unavailable detail={}", failure.getMessage());
        ProblemException problem = new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, "database-unavailable",
                "The database does not answer. Nothing may have been changed; read before you try again.", Map.of());
        return ResponseEntity.status(problem.getStatusCode()).header(HttpHeaders.RETRY_AFTER, "5").body(problem.getBody());
    }

    /** Between our reading and our writing somebody else wrote: the same as a precondition that failed. */
    @ExceptionHandler(OptimisticLockingFailureException.class)
    ResponseEntity<ProblemDetail> overtaken(OptimisticLockingFailureException failure) {
        ProblemException problem = new ProblemException(HttpStatus.PRECONDITION_FAILED, "precondition-failed",
                "Somebody changed it at the same moment. Read it again, and apply the change to what it says now.", Map.of());
        LOG.info("code=precondition-failed detail={}", failure.getMessage());
        return ResponseEntity.status(problem.getStatusCode()).body(problem.getBody());
    }
}
