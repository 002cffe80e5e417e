// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/audienceestimator.h"

#include <QObject>

class QTimer;

namespace muster {

class AudienceEditor;

/// Contact by contact what the draft of one tab says: who matches and who just misses, and why the one that is asked
/// about is in or out. Follows the estimate.
class AudienceReasons : public QObject
{
    Q_OBJECT

public:
    /// `estimator` outlives it.
    AudienceReasons(AudienceEditor &editor, AudienceEstimator &estimator, QObject *parent = nullptr);

private:
    void clear();
    void show(const SharedAudienceEstimate &estimate);
    void explain(std::uint32_t row);

    AudienceEditor &m_editor;
    AudienceEstimator &m_estimator;
    QTimer *m_slow = nullptr; ///< What takes longer is said to be looked for.
    SharedContactColumns m_contacts; ///< That m_row is one of.
    std::optional<std::uint32_t> m_row; ///< Of the contact that is asked about.
};

} // namespace muster
