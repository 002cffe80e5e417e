// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What CXone says of uploads and skills, whatever comes: a skill counts as stopped only where the answer says so in as
// many words, and ids are digits. Rows of a file, whatever is in them: one that is added is one line more, and one that
// is not leaves the file as it was.
#include "network/codec/cxonenewlistcodec.h"
#include "network/codec/cxoneuploadcodec.h"
#include "tests/fuzz/cxoneids.h"
#include "tests/fuzz/fuzzers.h"

#include <algorithm>
#include <cstdint>

namespace fuzz_cxoneuploads {

using namespace muster;
using muster::tests::check;
using muster::tests::isCxoneId;

namespace {

void checkRows(const QByteArray &bytes)
{
    auto file = CxoneUploadFile::of({QStringLiteral("id"), QStringLiteral("phone")});
    check(file.has_value());
    for (const QByteArray &line : bytes.split('\n')) {
        const QByteArray before = file->csv();
        const qsizetype rows = file->rows();
        const qsizetype comma = std::max<qsizetype>(0, line.indexOf(','));
        const QStringList cells{QString::fromUtf8(line.left(comma)), QString::fromUtf8(line.mid(comma + 1))};
        if (file->add(cells))
            check(file->csv() == before && file->rows() == rows);
        else
            check(file->rows() == rows + 1 && file->csv().startsWith(before) && file->csv().count('\n') == rows + 2
                  && file->csv().endsWith("\r\n"));
    }
}

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto job = readCxoneUploadAnswer(bytes))
        check(isCxoneId(*job));
    if (const auto list = readCxoneNewList(bytes))
        check(isCxoneId(*list));
    if (const auto jobs = readCxoneUploadJobs(bytes)) {
        for (const CxoneUploadJob &job : *jobs)
            check(isCxoneId(job.id) && isCxoneId(job.listId));
    }
    if (const auto facts = readCxoneListFacts(bytes)) {
        for (const Dialer &skill : facts->skills)
            check(isCxoneId(skill.id) && skill.mayDial());
    }
    if (const auto skill = readCxoneSkill(bytes))
        check(isCxoneId(skill->id) && (skill->mayDial() || bytes.contains("false")));
    checkRows(bytes);
    return 0;
}

} // namespace fuzz_cxoneuploads

MUSTER_FUZZER(fuzz_cxoneuploads)
