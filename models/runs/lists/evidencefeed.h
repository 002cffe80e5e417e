// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QPointer>
#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class EvidenceStore;
class ListWorkbench;

/// Gives a workbench what is kept of contacts that were removed with evidence (S38), now and whenever it becomes more.
/// Until it is there the workbench concludes nothing. GUI thread; a child of the workbench, the store outlives both.
class EvidenceFeed : public QObject
{
    Q_OBJECT

public:
    EvidenceFeed(EvidenceStore &store, ListWorkbench &bench);
    ~EvidenceFeed() override;

private:
    void load();
    static QCoro::Task<void> answer(QPointer<EvidenceFeed> self, EvidenceStore *store, std::stop_token stop);

    EvidenceStore &m_store;
    ListWorkbench &m_bench;
    std::stop_source m_question;
    bool m_hasFailed = false;
};

} // namespace muster
