// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/audiencecount.h"
#include "models/audiences/estimate/audiencesamples.h"
#include "models/audiences/estimate/contactcolumns.h"
#include "network/wire/apierror.h"

#include <QObject>
#include <memory>

namespace muster {

/// The answer to one question.
struct AudienceEstimate
{
    static constexpr int sampleRows = 50; ///< Of each kind, see AudienceSamples.

    CriteriaQuestion question;
    SharedContactColumns contacts; ///< That were counted; what rows of samples look at.
    AudienceCount count;
    AudienceSamples samples;
    SampleRows rows; ///< The samples with what they have in the fields that are asked for.
    double milliseconds = 0; ///< That counting took by the clock, samples aside.
};
using SharedAudienceEstimate = std::shared_ptr<const AudienceEstimate>;

/// Counts, on a worker, whom criteria match among the contacts at hand. The newest question wins: what was asked before
/// is stopped and never answered, and current() is empty from the moment that something else is asked. GUI thread,
/// which is never held.
class AudienceEstimator : public QObject
{
    Q_OBJECT

public:
    explicit AudienceEstimator(QObject *parent = nullptr);
    ~AudienceEstimator() override;

    /// nullptr: there are none any more. Asks the question anew.
    void setContacts(SharedContactColumns contacts);
    [[nodiscard]] const SharedContactColumns &contacts() const;
    /// The same question again changes nothing.
    void setQuestion(const CriteriaQuestion &question);

    /// Of the contacts and the question as they are now; nullptr while they are counted, and without contacts.
    [[nodiscard]] const SharedAudienceEstimate &current() const;

    /// Looks for a contact, see findContact(); a newer search takes the place of an older one, and new contacts end it.
    void find(int field, const QString &text);

Q_SIGNALS:
    /// What was known does not hold any more: show none of it.
    void outdated();
    void estimated(const muster::SharedAudienceEstimate &estimate);
    void found(const QString &text, qint64 row); ///< -1: there is none.
    void failed(const muster::ApiError &error); ///< In the stead of either: the work threw (F109).

private:
    struct Work;
    void count();

    std::unique_ptr<Work> m_work;
};

} // namespace muster
