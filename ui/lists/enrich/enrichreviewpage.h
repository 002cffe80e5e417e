// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/check/checkreport.h"
#include "models/runs/enrich/enrichorders.h"
#include "ui/lists/listconfirmpage.h"

#include <memory>

namespace muster {

class BeforeAfterModel;
class DataTable;

/// The last look before a list is enriched: into which list of which environment, what of which file, for which
/// campaign, and who may be called because of it. What is shown is the order that is handed out, and no other.
class EnrichReviewPage : public ListConfirmPage
{
    Q_OBJECT
    Q_CLASSINFO("help", "enrichment#enrich-the-contacts")

public:
    explicit EnrichReviewPage(QWidget *parent = nullptr);
    void prepare(const ConnectionProfile &profile, const EnrichOrder &order,
                 const std::shared_ptr<const CheckReport> &report, const QString &plan);

Q_SIGNALS:
    void confirmed(const muster::EnrichOrder &order);

private:
    QWidget *buildFacts();
    QWidget *buildChanges(QWidget *parent);
    void showFacts(const std::shared_ptr<const CheckReport> &checked, const QString &plan);
    void takeBack() override;
    void showButtons() override;

    EnrichOrder m_order;
    bool m_ready = false;
    PlainLabel *m_sent = nullptr;
    PlainLabel *m_left = nullptr;
    PlainLabel *m_pace = nullptr;
    PlainLabel *m_fields = nullptr;
    PlainLabel *m_undo = nullptr;
    BeforeAfterModel *m_changes = nullptr;
    DataTable *m_changesTable = nullptr;
};

} // namespace muster
