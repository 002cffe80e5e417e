// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/knownwebhooksdialog.h"

#include "models/items/noticemodels.h"
#include "models/store/webhookstore.h"
#include "ui/common/datatable.h"
#include "ui/common/emptyover.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/plainlabel.h"
#include "ui/common/relativetimes.h"
#include "ui/common/theme.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace muster {

KnownWebhooksDialog::KnownWebhooksDialog(const WebhookStore &store, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("knownWebhooksDialog"));
    setWindowTitle(tr("Webhooks registered from here"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *model = new WebhooksModel(this);
    for (const KnownWebhook &webhook : store.webhooks())
        model->put({webhook, false});
    auto *table = new DataTable(this);
    table->setObjectName(QStringLiteral("knownWebhooksTable"));
    table->setAccessibleName(windowTitle());
    table->setModel(model);
    table->setColumnWidth(WebhooksModel::Tenant, 120);
    table->setColumnWidth(WebhooksModel::Name, 120);
    table->setColumnWidth(WebhooksModel::Address, 180);
    table->setColumnWidth(WebhooksModel::Events, 200);
    table->setColumnWidth(WebhooksModel::State, 130);
    table->setMinimumHeight(rowHeight * 4);
    new RelativeTimes(table, [table](const QDateTime &) { table->viewport()->update(); });
    new EmptyOver(table, tr("No webhook was asked for from this computer yet."));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("closeKnownWebhooksButton"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::s);
    column->addWidget(hintLabel(this,
                                tr("What tenants answered when they were asked, on the day that is named. They do not "
                                   "tell which webhooks they have: to register one, or to check whether it stands, "
                                   "open the tenant, choose a list to enrich, and there Webhooks.")));
    column->addWidget(table, 1);
    column->addWidget(buttons);
    resize(900, 360);
    rememberSize(*this);
}

} // namespace muster
