"""Asks two AWSes the same, as boto3 does, and says where their answers differ.

usage: foreign.py LOCAL-ENDPOINT LOCAL-FOUNDATIONS MOTO-ENDPOINT

LOCAL-FOUNDATIONS is JSON: what the local account stands on. For moto the same is made here.
Says on standard output, one a line and parted by tabs:

  WAIT seconds                                 the local cloud's clock is to be moved; goes on when a line comes in
  CALLED operation                             e.g. ecs:CreateService, by the name that IAM has for it
  DIFFERENT operation where local moto         e.g. ecs:CreateService  service.launchType  FARGATE  EC2
  BROKEN operation error                       the local cloud's answer is none
"""
import datetime
import json
import re
import sys

import boto3
import botocore.config
import botocore.exceptions
import scenarios

IAM = {"elbv2": "elasticloadbalancing", "resourcegroupstaggingapi": "tag", "efs": "elasticfilesystem"}
REGION = "eu-central-1"
OPTIONS = botocore.config.Config(retries={"total_max_attempts": 1}, inject_host_prefix=False)

# What is another on every account, in the order in which it is looked for.
VOLATILE = [
    (r"\d{4}-\d\d-\d\dT[\d:.]+(Z|\+[\d:]+)?", "<time>"),
    (r"sha256:[0-9a-f]{64}", "<digest>"),
    (r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<id>"),
    (r"\b(sg|sgr|vpc|subnet|srv|ns|fs|fsap|rev)-\w+", r"\1-<id>"),
    (r"\b(000000000000|123456789012)\b", "<account>"),
    (r"\b[0-9a-f]{16,40}\b", "<id>"),
    (r"ecs-svc/\w+", "ecs-svc/<id>"),
    (r"(:secret:[\w/]+)-\w{6}\b", r"\1-<id>"),
    (r"(listener-rule/.*/)\w+$", r"\1<id>"),
    (r"(scalable-target/)\w+$", r"\1<id>"),
    (r"/change/\w+", "/change/<id>"),
    (r"^\w{32}-\w{8}$", "<id>"),
    (r"AROA\w+", "AROA<id>"),
]
# What the two accounts were given, and not what they make of it.
GIVEN = {"imageManifest", "imageSizeInBytes", "MessageBody", "Credentials"}
# What tells the elements of a list apart, so that they are compared whatever their order.
NAMED_BY = ("Key", "key", "Name")


class Aws:
    """One of the two: makes calls and writes down what came back."""

    def __init__(self, endpoint, wait):
        self.session = boto3.session.Session(aws_access_key_id="local", aws_secret_access_key="local", region_name=REGION)
        self.endpoint = endpoint
        self.wait = wait
        self.clients = {}
        self.seen = []

    def client(self, service):
        if service not in self.clients:
            self.clients[service] = self.session.client(service, endpoint_url=self.endpoint, config=OPTIONS)
        return self.clients[service]

    def __call__(self, service, operation, /, **parameters):
        """The answer, or {"Error": code} of a refusal."""
        client = self.client(service)
        method = next(name for name, api in client.meta.method_to_api_mapping.items() if api == operation)
        try:
            answer = getattr(client, method)(**parameters)
            answer.pop("ResponseMetadata")
            answer.pop("NextToken", None)
        except botocore.exceptions.ClientError as refusal:
            answer = {"Error": refusal.response["Error"]["Code"]}
        except Exception as broken:
            answer = {"Error": "no answer that boto3 can read: " + str(broken).split("\n")[0]}
        self.seen.append((IAM.get(service, service) + ":" + operation, plain(answer)))
        return answer


def plain(value):
    """The same with what is another on every account taken out."""
    if isinstance(value, dict):
        return {plain(key): plain(one) for key, one in value.items() if one is not None and key not in GIVEN}
    if isinstance(value, list):
        for name in NAMED_BY:
            if value and all(isinstance(one, dict) and name in one for one in value) and len({one[name] for one in value}) == len(value):
                return {one[name]: plain(one) for one in value}
        return sorted((plain(one) for one in value), key=lambda one: json.dumps(one, sort_keys=True))
    if isinstance(value, datetime.datetime):
        return "<time>"
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float)):
        return "<time>" if value > 1_000_000_000 else value
    if isinstance(value, str):
        if value[:1] in "{[":
            try:
                return plain(json.loads(value))
            except ValueError:
                pass
        for pattern, instead in VOLATILE:
            value = re.sub(pattern, instead, value)
    return value


def differences(local, moto, where=""):
    """What moto says and the local cloud does not say, or says otherwise. What the local cloud says beyond moto is in AWS's model, or boto3 would not show it."""
    if isinstance(local, dict) and isinstance(moto, dict):
        if ("Error" in local) != ("Error" in moto):
            yield "-", local.get("Error", "succeeds"), moto.get("Error", "succeeds")
            return
        for key, theirs in moto.items():
            inside = f"{where}.{key}" if where else key
            if key not in local:
                if theirs not in ([], {}, ""):
                    yield inside, "absent", theirs
            else:
                yield from differences(local[key], theirs, inside)
    elif isinstance(local, list) and isinstance(moto, list):
        if len(local) != len(moto):
            yield where + "[]", f"{len(local)} of them", f"{len(moto)} of them"
        for ours, theirs in zip(local, moto):
            yield from differences(ours, theirs, where + "[]")
    elif local != moto:
        yield where, local, moto


def say(*words):
    print("\t".join(word if isinstance(word, str) else json.dumps(word, sort_keys=True) for word in words), flush=True)


def move_the_clock(seconds):
    say("WAIT", str(seconds))
    sys.stdin.readline()


def main(local_endpoint, foundations, moto_endpoint):
    local = Aws(local_endpoint, move_the_clock)
    moto = Aws(moto_endpoint, lambda seconds: None)
    scenarios.run(local, json.loads(foundations))
    stands_on = scenarios.foundations(moto)
    moto.seen.clear()
    scenarios.run(moto, stands_on)
    said = set()
    for (operation, ours), (_, theirs) in zip(local.seen, moto.seen, strict=True):
        if operation not in said:
            said.add(operation)
            say("CALLED", operation)
        if "no answer" in str(ours.get("Error")):
            say("BROKEN", operation, ours["Error"])
        for where, one, other in differences(ours, theirs):
            if (operation, where) not in said:
                said.add((operation, where))
                say("DIFFERENT", operation, where, one, other)


if __name__ == "__main__":
    main(*sys.argv[1:])
