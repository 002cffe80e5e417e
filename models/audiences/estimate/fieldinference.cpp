// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/fieldinference.h"

#include "models/audiences/estimate/contactfields.h"
#include "models/lists/workerjob.h"

namespace muster {

struct FieldInference::Work : WorkerJob<CriteriaFields>
{
    using WorkerJob::WorkerJob;
};

FieldInference::FieldInference(QObject *parent)
    : QObject(parent)
    , m_work(std::make_unique<Work>([this](const CriteriaFields &fields) { Q_EMIT inferred(fields); },
                                    [this](const ApiError &thrown) { Q_EMIT failed(thrown); }))
{
}

FieldInference::~FieldInference() = default;

void FieldInference::start(const SharedContactColumns &contacts)
{
    m_work->start([contacts](const std::stop_token &) { return contactFields(*contacts); });
}

void FieldInference::cancel()
{
    m_work->cancel();
}

} // namespace muster
