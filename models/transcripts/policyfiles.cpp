// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/transcripts/policyfiles.h"

#include "models/rules/documents/policyjson.h"
#include "models/store/durablefile.h"

namespace muster {

PolicyFiles::PolicyFiles(QObject *parent)
    : QObject(parent)
    , m_reading(this, &PolicyFiles::loaded, &PolicyFiles::failed)
    , m_writing(this, &PolicyFiles::written, &PolicyFiles::failed)
{
}

void PolicyFiles::read(const QString &file)
{
    m_reading.start([file](const std::stop_token &) {
        return std::make_shared<Result<MaskPolicy>>(readWholeFile(file, PolicyLimits::bytes).and_then(parsePolicyFile));
    });
}

void PolicyFiles::write(const QString &file, const MaskPolicy &policy)
{
    m_writing.start([file, policy](const std::stop_token &) {
        return writeFileDurably(file, policyFile(policy), Existing::Refuse).map([&file] { return file; });
    });
}

} // namespace muster
