// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/noticesdialog.h"

#include "models/items/noticemodels.h"
#include "models/runs/noticeactions.h"
#include "models/runs/workspace.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>

namespace muster {

namespace {

constexpr int shownNotices = 1'000;

} // namespace

NoticesDialog::NoticesDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_actions(new NoticeActions(workspace, this))
{
    setObjectName(QStringLiteral("noticesDialog"));
    setWindowTitle(tr("Notifications to other systems"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("closeNoticesButton"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    fillPage(this, space::s, {{buildNotices(), 1}, {buildKeys(), 1}, buttons});
    connect(m_actions, &NoticeActions::changed, this, &NoticesDialog::showNotices);
    connect(m_actions, &NoticeActions::keyMade, this, &NoticesDialog::showMade);
    connect(m_actions, &NoticeActions::failed, this,
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
    auto *table = new DataTable("noticesTable", tr("Late and undelivered notifications"), m_notices, box);
    table->setColumnWidths({{NoticesModel::Receiver, 240},
                            {NoticesModel::State, 200},
                            {NoticesModel::Reason, 160},
                            {NoticesModel::Queued, 140}});
    table->setMinimumHeight(rowHeight * 4);
    new EmptyOverlay(table, tr("No late or undelivered notifications."));
    m_retry = pushButton(box, "retryNoticesButton", tr("Send again"));
    m_retry->setToolTip(tr("Resend undelivered notifications"));
    connect(m_retry, &QPushButton::clicked, this, [this] { m_actions->tryAgain(); });
    m_trouble = named("noticesTroubleLabel", hintLabel(box));
    auto *line = rowLayout(space::s, {{sectionTitle(box, tr("Late and undelivered")), 1}, m_retry});
    fillColumn(box, space::s,
               {line,
                hintLabel(box,
                          tr("A notification that isn’t delivered is retried for a day, including after a restart. "
                             "After that it stays here as undelivered. A run is never held up by its notifications.")),
                m_trouble,
                {table, 1}});
    return box;
}

QWidget *NoticesDialog::buildKeys()
{
    auto *box = new QWidget(this);
    m_keys = new SigningKeysModel(this);
    auto *keyTable = new DataTable("signingKeysTable", tr("Signing keys"), m_keys, box);
    keyTable->setColumnWidths(
        {{SigningKeysModel::Receiver, 300}, {SigningKeysModel::Key, 120}, {SigningKeysModel::Made, 160}});
    keyTable->setMinimumHeight(rowHeight * 4);
    new EmptyOverlay(keyTable, tr("No receiver has a signing key: all notifications are sent unsigned."));
    m_receiver = lineEdit(box, "receiverEdit", tr("Receiver address"));
    m_receiver->setPlaceholderText(QStringLiteral("https://hooks.example.com"));
    m_make = pushButton(box, "makeSigningKeyButton", tr("Create key"));
    m_make->setToolTip(tr("The receiver’s current key keeps signing alongside the new one for seven days"));
    m_forget = pushButton(box, "forgetSigningKeysButton", tr("Delete its keys…"), QStringLiteral("trash-2"));
    connect(m_make, &QPushButton::clicked, this, &NoticesDialog::makeKey);
    connect(m_receiver, &QLineEdit::returnPressed, this, &NoticesDialog::makeKey);
    connect(m_forget, &QPushButton::clicked, this, &NoticesDialog::askForget);
    connect(m_receiver, &QLineEdit::textChanged, this, &NoticesDialog::showKeys);
    connect(keyTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid())
                    m_receiver->setText(m_keys->receiver(current.row()));
            });
    m_madeBox = new QWidget(box);
    m_madeLabel = wrappedLabel(m_madeBox, "madeKeyLabel");
    m_made = lineEdit(m_madeBox, "madeKeyEdit", tr("The new signing key"));
    m_made->setReadOnly(true);
    auto *copy = pushButton(m_madeBox, "copyKeyButton", tr("Copy"));
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_made->text()); });
    auto *madeLine = rowLayout(space::s, {{m_made, 1}, copy});
    fillColumn(m_madeBox, space::xs, {m_madeLabel, madeLine});
    m_madeBox->hide();
    auto *line = rowLayout(space::s, {{m_receiver, 1}, m_make, m_forget});
    fillColumn(
        box, space::s,
        {sectionTitle(box, tr("Signing keys")),
         hintLabel(
             box,
             tr("With its own key, a receiver can verify that a notification is recent and comes from this Muster. "
                "Without one, its notifications are sent unsigned. Keys are kept only in the system key store.")),
         {keyTable, 1},
         line,
         m_madeBox},
        QMargins(0, space::m, 0, 0));
    return box;
}

void NoticesDialog::showNotices()
{
    const auto notices = m_actions->notices(shownNotices);
    m_notices->setRows(notices.value_or(QList<Delivery>()));
    const auto counts = m_workspace.outbox().counts();
    m_retry->setEnabled(!m_workspace.isReadOnly() && counts && counts->undelivered > 0);
    QString trouble;
    if (!notices)
        trouble = errorSentence(notices.error());
    else if (const auto held = m_actions->trouble())
        trouble = tr("Nothing is being sent right now: %1").arg(errorSentence(*held));
    m_trouble->showText(trouble);
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
        m_actions->makeKey(QUrl(m_receiver->text().trimmed(), QUrl::StrictMode));
}

void NoticesDialog::showMade(const SigningKeys::Made &made)
{
    m_madeLabel->setPlainText(tr("Signing key %1 for %2. Share it with the receiver now; it isn’t shown again.")
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
        .detail = tr("Notifications to it are then sent unsigned. A receiver that checks signatures rejects them."),
        .acceptLabel = tr("Delete keys"),
        .rejectLabel = tr("Keep"),
        .dangerous = true,
    };
    askFirst(this, question, this, [this, origin] { m_actions->forgetKey(origin); });
}

} // namespace muster
