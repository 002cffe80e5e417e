// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/perf/export/peers.h"

#include "tests/perf/export/pageserver.h"

#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <curl/curl.h>

namespace muster::perf {

namespace {

std::string queryPath()
{
    return std::string("/api/v2/contacts/segments/") + PageServer::segmentId + "/contacts/query";
}

std::string queryBody(const std::string &token, int pageSize)
{
    std::string body = "{\"filters\":[],\"pagination\":{\"limit\":" + std::to_string(pageSize);
    if (!token.empty())
        body += ",\"continuationToken\":\"" + token + "\"";
    body += "},\"requestedAttributes\":[";
    for (const std::string &name : PageServer::attributes())
        body += (body.back() == '[' ? "\"" : ",\"") + name + "\"";
    return body + "]}";
}

std::size_t append(char *data, std::size_t size, std::size_t count, void *target)
{
    static_cast<std::string *>(target)->append(data, size * count);
    return size * count;
}

std::string tail(const std::string &body, const char *name)
{
    const auto at = body.rfind(name);
    if (at == body.npos)
        return {};
    const auto begin = at + std::strlen(name);
    return body.substr(begin, body.find_first_of("\",}", begin) - begin);
}

QByteArray csvField(const QString &text)
{
    QByteArray field = text.toUtf8();
    if (field.contains('"') || field.contains(',') || field.contains('\n') || field.contains('\r'))
        field = '"' + field.replace("\"", "\"\"") + '"';
    return field;
}

} // namespace

std::int64_t fetchWithCurl(const std::string &url, int pageSize)
{
    CURL *curl = curl_easy_init();
    curl_slist *headers = curl_slist_append(nullptr, "Content-Type: application/json");
    headers = curl_slist_append(headers, "Authorization: Bearer t-0123456789");
    headers = curl_slist_append(headers, "Expect:");
    const std::string address = url + queryPath();
    std::string answer, token;
    curl_easy_setopt(curl, CURLOPT_URL, address.c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
    std::int64_t records = 0;
    do {
        const std::string body = queryBody(token, pageSize);
        answer.clear();
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, long(body.size()));
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.c_str());
        if (curl_easy_perform(curl) != CURLE_OK)
            return -1;
        records += std::stoll(tail(answer, "\"count\":"));
        token = tail(answer, "\"continuationToken\":\"");
    } while (!token.empty());
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
    return records;
}

std::int64_t exportSerially(const std::string &url, int pageSize, const std::string &file)
{
    QNetworkAccessManager manager;
    QFile out(QString::fromStdString(file));
    if (!out.open(QIODevice::WriteOnly))
        return -1;
    out.write("contactId");
    for (const std::string &name : PageServer::attributes())
        out.write(',' + QByteArray::fromStdString(name));
    out.write("\r\n");
    std::int64_t records = 0;
    std::string token;
    do {
        QNetworkRequest request(QUrl(QString::fromStdString(url + queryPath())));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        request.setRawHeader("Authorization", "Bearer t-0123456789");
        QNetworkReply *reply = manager.post(request, QByteArray::fromStdString(queryBody(token, pageSize)));
        QEventLoop loop;
        QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
        loop.exec();
        const QJsonObject page = QJsonDocument::fromJson(reply->readAll()).object();
        const QJsonArray items = page.value(QLatin1String("items")).toArray();
        for (const QJsonValue &item : items) {
            const QJsonObject attributes = item[QLatin1String("attributes")].toObject();
            QByteArray line = csvField(item[QLatin1String("contactId")].toString());
            for (const std::string &name : PageServer::attributes())
                line += ',' + csvField(attributes.value(QString::fromStdString(name)).toString());
            out.write(line + "\r\n");
        }
        records += items.size();
        token = page.value(QLatin1String("continuationToken")).toString().toStdString();
        delete reply;
    } while (!token.empty());
    return out.flush() ? records : -1;
}

} // namespace muster::perf
