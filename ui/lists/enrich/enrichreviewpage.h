// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/checkreport.h"
#include "models/runs/enrich/enrichorder.h"
#include "network/wire/connectionprofile.h"

#include <QWidget>
#include <memory>

class QPushButton;

namespace muster {

class BeforeAfterModel;
class ConfirmButton;
class DataTable;
class EnvironmentBadge;
class PlainLabel;

/// The last look before a list is enriched: into which list of which environment, what of which file, for which
/// campaign. What is shown is the order that is handed out, and no other.
class EnrichReviewPage : public QWidget
{
    Q_OBJECT

public:
    explicit EnrichReviewPage(QWidget *parent = nullptr);
    void prepare(const ConnectionProfile &profile, const EnrichOrder &order,
                 const std::shared_ptr<const CheckReport> &report, const QString &plan);
    void showStartError(const ApiError &error); ///< The run could not start; nothing was sent.
    void setLookOnly(bool lookOnly);

Q_SIGNALS:
    void closed();
    void armAsked();
    void confirmed(const muster::EnrichOrder &order);

private:
    QWidget *buildFacts();
    QWidget *buildFoot();
    QWidget *buildChanges(QWidget *parent);
    void showFacts(const std::shared_ptr<const CheckReport> &checked, const QString &plan);
    void showButtons();

    ConnectionProfile m_profile;
    EnrichOrder m_order;
    bool m_lookOnly = false;
    bool m_ready = false;
    QString m_error;
    PlainLabel *m_title = nullptr;
    EnvironmentBadge *m_environment = nullptr;
    PlainLabel *m_sent = nullptr;
    PlainLabel *m_left = nullptr;
    PlainLabel *m_pace = nullptr;
    PlainLabel *m_fields = nullptr;
    PlainLabel *m_undo = nullptr;
    BeforeAfterModel *m_changes = nullptr;
    DataTable *m_changesTable = nullptr;
    PlainLabel *m_problem = nullptr;
    PlainLabel *m_digest = nullptr;
    QPushButton *m_arm = nullptr;
    QPushButton *m_cancel = nullptr;
    ConfirmButton *m_confirm = nullptr;
};

} // namespace muster
