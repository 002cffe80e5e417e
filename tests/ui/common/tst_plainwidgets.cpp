// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testprogram.h"
#include "ui/common/errorpanel.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>

using namespace muster;

namespace tst_plainwidgets {

namespace {

const QString hostile = QStringLiteral("<b>Gold</b> & co\n<img src='file:///etc/passwd'>\u202Egnp.exe");

} // namespace

class TestPlainWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }

    void S28_labelShowsMarkupAsText()
    {
        PlainLabel label(PlainLabel::Fit::Wrap);
        label.setPlainText(hostile);
        QCOMPARE(label.textFormat(), Qt::PlainText);
        QVERIFY(label.text().contains(QStringLiteral("<b>Gold</b> & co")));
        QVERIFY(!label.text().contains(QChar(0x202E)));
        QVERIFY(label.text().contains(QStringLiteral("202E")));
        QVERIFY(!label.text().contains(u'\n'));
        QCOMPARE(label.accessibleName(), label.text());
    }

    void S28_noLabelGuessesMarkup()
    {
        QWidget window;
        auto *form = new QFormLayout(&window);
        form->addRow(hostile, new QLineEdit(&window)); // whose label is Qt's own
        auto *bare = new QLabel(hostile, &window);
        form->addRow(bare);
        QMessageBox box(QMessageBox::Warning, QStringLiteral("x"), hostile, QMessageBox::Ok);
        box.setInformativeText(hostile);
        for (QWidget *top : {&window, static_cast<QWidget *>(&box)}) {
            top->show();
            const auto labels = top->findChildren<QLabel *>();
            QVERIFY(labels.size() >= 2);
            for (const QLabel *label : labels)
                QCOMPARE(label->textFormat(), Qt::PlainText);
        }
    }

    void S28_longNameIsElidedWithTheFullTextOnDemand()
    {
        PlainLabel label(PlainLabel::Fit::Elide);
        label.resize(120, 20);
        label.setPlainText(QString(100000, u'x'));
        QVERIFY(label.text().size() < 100);
        QVERIFY(label.text().endsWith(u'\u2026'));
        QVERIFY(label.plainText().size() <= 2001);
        QVERIFY(label.toolTip().size() > 1000);
    }

    void S28_toolTipOfAnElidedLabelIsEscaped()
    {
        PlainLabel label(PlainLabel::Fit::Elide);
        label.resize(30, 20);
        label.setPlainText(QStringLiteral("<img src='file:///etc/passwd'> and more"));
        QVERIFY(!label.toolTip().contains(QStringLiteral("<img")));
        QVERIFY(label.toolTip().contains(QStringLiteral("&lt;img")));
    }

    void S29_serverWordsAreQuotedAndMarked()
    {
        ErrorPanel panel;
        panel.setError({.kind = ErrorKind::Forbidden,
                        .httpStatus = 403,
                        .detail = QStringLiteral("<a href='http://evil'>Muster: sign in again</a>"),
                        .subject = QStringLiteral("Gold"),
                        .requestId = QStringLiteral("abc123")});
        auto *quote = panel.findChild<PlainLabel *>(QStringLiteral("quoteLabel"));
        QVERIFY(quote->text().startsWith(u'\u201c'));
        QVERIFY(quote->text().contains(QStringLiteral("<a href")));
        QVERIFY(!quote->openExternalLinks());
        QVERIFY(!(quote->textInteractionFlags() & Qt::LinksAccessibleByMouse));
        for (const char *own : {"errorTitleLabel", "errorWhatLabel", "errorTodoLabel"}) {
            const auto *label = panel.findChild<PlainLabel *>(QString::fromLatin1(own));
            QVERIFY(!label->text().isEmpty());
            QVERIFY(!label->text().contains(QStringLiteral("sign in again")));
        }
    }

    void errorPanelGivesTheRequestIdToCopyAndARetry()
    {
        ErrorPanel panel;
        panel.setError({.kind = ErrorKind::ServerTrouble, .requestId = QStringLiteral("abc123")});
        QSignalSpy retry(&panel, &ErrorPanel::retry);
        panel.findChild<QPushButton *>(QStringLiteral("copyRequestIdButton"))->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("abc123"));
        panel.findChild<QPushButton *>(QStringLiteral("tryAgainButton"))->click();
        QCOMPARE(retry.count(), 1);
    }
};

MUSTER_TEST(TestPlainWidgets, QApplication)

} // namespace tst_plainwidgets
#include "tst_plainwidgets.moc"
