// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/noticesdialog.h"

#include "models/items/noticemodels.h"
#include "models/runs/noticedesk.h"
#include "models/runs/workspace.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "ui/common/datatable.h"
#include "ui/common/emptyover.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace muster {

namespace {

constexpr int shownNotices = 1'000;

} // namespace

NoticesDialog::NoticesDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_desk(new NoticeDesk(workspace, this))
{
    setObjectName(QStringLiteral("noticesDialog"));
    setWindowTitle(tr("Notices to other systems"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("closeNoticesButton"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::s);
    column->addWidget(buildNotices(), 1);
    column->addWidget(buildKeys(), 1);
    column->addWidget(buttons);
    connect(m_desk, &NoticeDesk::changed, this, &NoticesDialog::showNotices);
    connect(m_desk, &NoticeDesk::keyMade, this, &NoticesDialog::showMade);
    connect(m_desk, &NoticeDesk::failed, this,
            [this](const ApiError &error) { Prompts::instance().tell(this, windowTitle(), errorSentence(error)); });
    connect(&workspace.signingKeys(), &SigningKeys::changed, this, &NoticesDialog::showKeys);
    showNotices();
    showKeys();
    resize(860, 620);
    rememberSize(*this);
}

QWidget *NoticesDialog::buildNotices()
{
    auto *box = new QWidget(this);
    m_notices = new NoticesModel(this);
    auto *table = new DataTable(box);
    table->setObjectName(QStringLiteral("noticesTable"));
    table->setAccessibleName(tr("Late and undelivered notices"));
    table->setModel(m_notices);
    table->setColumnWidth(NoticesModel::Receiver, 240);
    table->setColumnWidth(NoticesModel::State, 200);
    table->setColumnWidth(NoticesModel::Reason, 160);
    table->setColumnWidth(NoticesModel::Queued, 140);
    table->setMinimumHeight(rowHeight * 4);
    new EmptyOver(table, tr("No notice was given up, and none is late."));
    m_retry = new QPushButton(tr("Send again"), box);
    m_retry->setObjectName(QStringLiteral("retryNoticesButton"));
    m_retry->setToolTip(tr("Send the notices again that were given up"));
    connect(m_retry, &QPushButton::clicked, this, [this] { m_desk->tryAgain(); });
    m_trouble = hintLabel(box);
    m_trouble->setObjectName(QStringLiteral("noticesTroubleLabel"));
    auto *line = new QHBoxLayout;
    line->setSpacing(space::s);
    line->addWidget(sectionTitle(box, tr("Late and undelivered")), 1);
    line->addWidget(m_retry);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addLayout(line);
    column->addWidget(hintLabel(
        box,
        tr("A notice that does not get through is tried again for a day, also after a restart; then it is given "
           "up and stays here. A run is never held up by its notices.")));
    column->addWidget(m_trouble);
    column->addWidget(table, 1);
    return box;
}

QWidget *NoticesDialog::buildKeys()
{
    auto *box = new QWidget(this);
    m_keys = new SigningKeysModel(this);
    m_keyTable = new DataTable(box);
    m_keyTable->setObjectName(QStringLiteral("signingKeysTable"));
    m_keyTable->setAccessibleName(tr("Signing keys"));
    m_keyTable->setModel(m_keys);
    m_keyTable->setColumnWidth(SigningKeysModel::Receiver, 300);
    m_keyTable->setColumnWidth(SigningKeysModel::Key, 120);
    m_keyTable->setColumnWidth(SigningKeysModel::Made, 160);
    m_keyTable->setMinimumHeight(rowHeight * 4);
    new EmptyOver(m_keyTable, tr("No receiver has a signing key: all notices leave unsigned."));
    m_receiver = new QLineEdit(box);
    m_receiver->setObjectName(QStringLiteral("receiverEdit"));
    m_receiver->setAccessibleName(tr("Address of the receiver"));
    m_receiver->setPlaceholderText(QStringLiteral("https://hooks.example.com"));
    m_make = new QPushButton(tr("Make a key"), box);
    m_make->setObjectName(QStringLiteral("makeSigningKeyButton"));
    m_make->setToolTip(tr("A key that the receiver has goes on signing beside the new one for seven days"));
    m_forget = new QPushButton(themedIcon(QStringLiteral("trash-2")), tr("Delete its keys\u2026"), box);
    m_forget->setObjectName(QStringLiteral("forgetSigningKeysButton"));
    connect(m_make, &QPushButton::clicked, this, &NoticesDialog::makeKey);
    connect(m_receiver, &QLineEdit::returnPressed, this, &NoticesDialog::makeKey);
    connect(m_forget, &QPushButton::clicked, this, &NoticesDialog::askForget);
    connect(m_receiver, &QLineEdit::textChanged, this, &NoticesDialog::showKeys);
    connect(m_keyTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid())
                    m_receiver->setText(m_keys->receiver(current.row()));
            });
    m_madeBox = new QWidget(box);
    m_madeLabel = new PlainLabel(PlainLabel::Fit::Wrap, m_madeBox);
    m_madeLabel->setObjectName(QStringLiteral("madeKeyLabel"));
    m_made = new QLineEdit(m_madeBox);
    m_made->setObjectName(QStringLiteral("madeKeyEdit"));
    m_made->setAccessibleName(tr("The new signing key"));
    m_made->setReadOnly(true);
    auto *copy = new QPushButton(tr("Copy"), m_madeBox);
    copy->setObjectName(QStringLiteral("copyKeyButton"));
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_made->text()); });
    auto *madeLine = new QHBoxLayout;
    madeLine->setSpacing(space::s);
    madeLine->addWidget(m_made, 1);
    madeLine->addWidget(copy);
    auto *madeColumn = new QVBoxLayout(m_madeBox);
    madeColumn->setContentsMargins(0, 0, 0, 0);
    madeColumn->setSpacing(space::xs);
    madeColumn->addWidget(m_madeLabel);
    madeColumn->addLayout(madeLine);
    m_madeBox->hide();
    auto *line = new QHBoxLayout;
    line->setSpacing(space::s);
    line->addWidget(m_receiver, 1);
    line->addWidget(m_make);
    line->addWidget(m_forget);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, space::m, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(sectionTitle(box, tr("Signing keys")));
    column->addWidget(hintLabel(
        box,
        tr("With a key of its own a receiver can check that a notice is from this Muster and fresh. Without one "
           "its notices leave unsigned. Keys are kept in the system key store only.")));
    column->addWidget(m_keyTable, 1);
    column->addLayout(line);
    column->addWidget(m_madeBox);
    return box;
}

void NoticesDialog::showNotices()
{
    const auto notices = m_desk->notices(shownNotices);
    m_notices->setRows(notices.value_or(QList<Delivery>()));
    const auto counts = m_workspace.outbox().counts();
    m_retry->setEnabled(!m_workspace.isReadOnly() && counts && counts->undelivered > 0);
    QString trouble;
    if (!notices)
        trouble = errorSentence(notices.error());
    else if (const auto held = m_desk->trouble())
        trouble = tr("Nothing is sent at the moment: %1").arg(errorSentence(*held));
    m_trouble->setPlainText(trouble);
    m_trouble->setVisible(!trouble.isEmpty());
}

void NoticesDialog::showKeys()
{
    const SigningKeys &keys = m_workspace.signingKeys();
    m_keys->setReceivers(keys.receivers(), QDateTime::currentDateTimeUtc());
    const QUrl typed(m_receiver->text().trimmed(), QUrl::StrictMode);
    m_make->setEnabled(!keys.isReadOnly() && !SigningKeys::originOf(typed).isEmpty());
    m_forget->setEnabled(!keys.isReadOnly() && keys.hasKey(typed));
}

void NoticesDialog::makeKey()
{
    if (m_make->isEnabled())
        m_desk->makeKey(QUrl(m_receiver->text().trimmed(), QUrl::StrictMode));
}

void NoticesDialog::showMade(const SigningKeys::Made &made)
{
    m_madeLabel->setPlainText(tr("Signing key %1 for %2. Give it to the receiver now: it is not shown again.")
                                  .arg(made.keyId, visibleText(made.origin, 200)));
    m_made->setText(QString::fromLatin1(made.text.bytes().toByteArray()));
    m_madeBox->show();
    m_made->setFocus();
    m_made->selectAll();
}

void NoticesDialog::askForget()
{
    const QString origin = SigningKeys::originOf(QUrl(m_receiver->text().trimmed(), QUrl::StrictMode));
    const Question question{
        .title = tr("Delete signing keys"),
        .text = tr("Delete the signing keys of %1?").arg(visibleText(origin, 200)),
        .detail = tr("Notices to it leave unsigned from then on. A receiver that checks signatures refuses them."),
        .acceptLabel = tr("Delete the keys"),
        .rejectLabel = tr("Keep them"),
        .dangerous = true,
    };
    Prompts::instance().ask(this, question, [self = QPointer(this), origin](bool accepted) {
        if (accepted && self)
            self->m_desk->forgetKey(origin);
    });
}

} // namespace muster
