// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/audienceestimator.h"

#include "models/audiences/estimate/membershipreasons.h"
#include "models/background/workerjob.h"

#include <QElapsedTimer>
#include <QThreadPool>

namespace muster {

namespace {

/// What the worker gives back: the answer, and what it learned of conditions on the way.
struct Counted
{
    SharedAudienceEstimate estimate; ///< nullptr after a stop.
    ConditionCache cache;
};

Counted counted(ConditionCache cache, const CriteriaQuestion &question, const std::stop_token &stop)
{
    const auto estimate = std::make_shared<AudienceEstimate>();
    estimate->question = question;
    estimate->contacts = cache.contacts();
    QElapsedTimer clock;
    clock.start();
    auto count = countAudience(cache, question, stop);
    estimate->milliseconds = double(clock.nsecsElapsed()) / 1e6;
    auto samples = count ? sampleAudience(cache, question, AudienceEstimate::sampleRows, stop)
                         : std::optional<AudienceSamples>();
    auto rows = samples ? sampleRows(*cache.contacts(), question, *samples, stop) : std::optional<SampleRows>();
    if (!count || !rows)
        return {nullptr, std::move(cache)};
    estimate->count = *std::move(count);
    estimate->samples = *std::move(samples);
    estimate->rows = *std::move(rows);
    return {estimate, std::move(cache)};
}

/// Hundreds of megabytes take their time to be freed.
template <typename Value>
void freeOnAWorker(Value value)
{
    QThreadPool::globalInstance()->start([kept = std::move(value)] { (void)kept; });
}

} // namespace

struct AudienceEstimator::Work
{
    explicit Work(AudienceEstimator &estimator)
        : counting(
              [this, &estimator](const Counted &answer) {
                  cache = answer.cache;
                  if (!answer.estimate)
                      return;
                  current = answer.estimate;
                  Q_EMIT estimator.estimated(current);
              },
              [&estimator](const ApiError &thrown) { Q_EMIT estimator.failed(thrown); })
        , finding(
              [&estimator](const std::pair<QString, qint64> &answer) {
                  Q_EMIT estimator.found(answer.first, answer.second);
              },
              [&estimator](const ApiError &thrown) { Q_EMIT estimator.failed(thrown); })
    {
    }

    ConditionCache cache;
    CriteriaQuestion question;
    SharedAudienceEstimate current;
    WorkerJob<Counted> counting;
    WorkerJob<std::pair<QString, qint64>> finding;
};

AudienceEstimator::AudienceEstimator(QObject *parent)
    : QObject(parent)
    , m_work(std::make_unique<Work>(*this))
{
}

AudienceEstimator::~AudienceEstimator()
{
    m_work->counting.cancel();
    m_work->finding.cancel();
    freeOnAWorker(std::pair(std::move(m_work->cache), std::move(m_work->current)));
}

void AudienceEstimator::setContacts(SharedContactColumns contacts)
{
    if (contacts == m_work->cache.contacts())
        return;
    m_work->finding.cancel();
    freeOnAWorker(std::pair(std::exchange(m_work->cache, ConditionCache(std::move(contacts))), m_work->current));
    count();
}

const SharedContactColumns &AudienceEstimator::contacts() const
{
    return m_work->cache.contacts();
}

void AudienceEstimator::setQuestion(const CriteriaQuestion &question)
{
    if (question == m_work->question)
        return;
    m_work->question = question;
    count();
}

void AudienceEstimator::count()
{
    m_work->counting.cancel();
    m_work->current.reset();
    Q_EMIT outdated();
    if (!m_work->cache.contacts())
        return;
    m_work->counting.start([cache = m_work->cache, question = m_work->question](const std::stop_token &stop) {
        return counted(cache, question, stop);
    });
}

const SharedAudienceEstimate &AudienceEstimator::current() const
{
    return m_work->current;
}

void AudienceEstimator::find(int field, const QString &text)
{
    if (!contacts())
        return;
    m_work->finding.start([contacts = contacts(), field, text](const std::stop_token &stop) {
        const auto row = findContact(*contacts, field, text, stop);
        return std::pair(text, row ? qint64(*row) : qint64(-1));
    });
}

} // namespace muster
