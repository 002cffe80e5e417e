// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxmessage.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdint>
#include <cstdlib>

namespace fuzz_sandboxrequestparser {

using namespace muster;
using State = SandboxRequestParser::State;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// Reads the requests of a stream; what came out of it, flat, so that two ways of cutting can be compared.
QByteArray readAll(QByteArrayView bytes, qsizetype step)
{
    SandboxRequestParser parser;
    QByteArray seen;
    for (qsizetype at = 0; at < bytes.size() && parser.state() != State::Failed; at += step) {
        parser.feed(bytes.sliced(at, std::min(step, bytes.size() - at)));
        while (parser.state() == State::Complete) {
            const SandboxHttpRequest request = parser.take();
            require(request.target.startsWith('/') && !request.method.isEmpty());
            require(request.body.size() <= SandboxRequestParser::maxBody);
            require(request.headers.size() <= SandboxRequestParser::maxHeaders);
            (void)request.path();
            (void)request.wantsKeepAlive();
            (void)sandboxAcceptsJson(request.header("Accept"));
            (void)sandboxMediaType(request.header("Content-Type"));
            seen += request.method + ' ' + request.target + '\n' + request.body + '\n';
        }
    }
    require((parser.failure() != 0) == (parser.state() == State::Failed));
    return seen + QByteArray::number(parser.failure());
}

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    // However the stream is cut, the same requests and the same verdict come out.
    const QByteArray whole = readAll(bytes, std::max<qsizetype>(1, bytes.size()));
    require(readAll(bytes, 1) == whole);
    require(readAll(bytes, 7) == whole);
    return 0;
}

} // namespace fuzz_sandboxrequestparser

MUSTER_FUZZER(fuzz_sandboxrequestparser)
